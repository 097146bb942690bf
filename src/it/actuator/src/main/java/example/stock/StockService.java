package example.stock;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class StockService {

	private final Articles articles;

	StockService(Articles articles) {
		this.articles = articles;
	}

	@Transactional
	public void set(String id, int amount) {
		Article article = this.articles.findById(id).orElseGet(() -> {
			Article created = new Article();
			created.id = id;
			return this.articles.save(created);
		});
		article.amount = amount;
	}

}
