-- The database itself refuses to change or delete what was traced and sealed.
{{append_only trace_entry}}
{{append_only trace_seal}}
