package example.stock;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/**
 * Lets an operator correct the stock.
 */
@Component
@Endpoint(id = "stock")
class StockEndpoint {

	private final StockService stock;

	StockEndpoint(StockService stock) {
		this.stock = stock;
	}

	@WriteOperation
	public void correct(@Selector String article, int amount) {
		this.stock.set(article, amount);
	}

}
