"""What Word documents of reports are made of; needs python-docx."""
