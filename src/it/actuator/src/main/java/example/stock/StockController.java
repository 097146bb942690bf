package example.stock;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StockController {

	private final StockService stock;

	StockController(StockService stock) {
		this.stock = stock;
	}

	@PutMapping("/articles/{id}")
	void set(@PathVariable String id, @RequestParam int amount) {
		this.stock.set(id, amount);
	}

}
