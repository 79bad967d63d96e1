"""The workbook to fill in: the region and what is known → an .xlsx file that the reader reads without a question."""
