"""Excel workbooks: their tables as segments, and a new workbook of plain values."""
