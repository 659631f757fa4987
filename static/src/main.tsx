document.title = "Sunmao";
