package example.pharmacy;

import java.io.Serializable;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import org.hibernate.envers.Audited;

/**
 * What of an article is in a place.
 */
@Entity
@Audited
@IdClass(Stock.Key.class)
public class Stock {

	@Id
	public String place;

	@Id
	public int article;

	public int pieces;

	protected Stock() {
		this("", 0);
	}

	public Stock(String place, int article) {
		this.place = place;
		this.article = article;
	}

	/**
	 * The id of a stock.
	 *
	 * @param place the place
	 * @param article the article's number
	 */
	public record Key(String place, int article) implements Serializable {

	}

}
