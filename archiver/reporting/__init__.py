"""Print-outs of coverage for clerks, units and leaders: workbook, heat map, self-assessment report, reminders."""
