var searchIndex = {{ index|tojson }}
