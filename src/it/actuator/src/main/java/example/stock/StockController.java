package example.stock;

import io.micrometer.tracing.Tracer;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StockController {

	private final StockService stock;

	private final Tracer tracer;

	StockController(StockService stock, Tracer tracer) {
		this.stock = stock;
		this.tracer = tracer;
	}

	/** Returns the trace that the request is part of. */
	@PutMapping("/articles/{id}")
	String set(@PathVariable String id, @RequestParam int amount) {
		this.stock.set(id, amount);
		return this.tracer.currentTraceContext().context().traceId();
	}

}
