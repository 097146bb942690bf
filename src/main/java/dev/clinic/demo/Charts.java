package dev.clinic.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The charts of all practices.
 */
class Charts {

	private final Map<Practice, List<Chart>> charts = new HashMap<>();

	void add(Chart chart) {
		this.charts.computeIfAbsent(chart.practice(), (practice) -> new ArrayList<>()).add(chart);
	}

	/** Returns the charts of a practice's patients who still come. */
	List<Chart> active(Practice practice) {
		return this.charts.getOrDefault(practice, List.of()).stream().filter(Chart::isActive).toList();
	}

}
