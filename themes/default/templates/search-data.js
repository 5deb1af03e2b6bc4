// What the search of a disc looks through: title, address, what is shown, what is found besides.
window.zhuanlanEntries = {{ entries|tojson }};
