// Runs before anything is drawn, so that a chosen theme does not flash
(function () {
	var page = new URL("../..", document.currentScript.src).pathname;
	try {
		var theme = JSON.parse(localStorage.getItem("revtrail " + page) || "{}").theme;
		if (theme === "light" || theme === "dark") {
			document.documentElement.dataset.theme = theme;
		}
	}
	catch (error) {
		// The system's theme serves
	}
})();
