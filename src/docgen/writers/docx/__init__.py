"""Document + standard → .docx: docxtpl fills the layout's furniture, the body is built after it with lxml."""
