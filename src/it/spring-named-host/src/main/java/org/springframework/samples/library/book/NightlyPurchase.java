package org.springframework.samples.library.book;

import java.util.concurrent.CountDownLatch;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

@Component
public class NightlyPurchase {

	private final BookRepository books;

	private final CountDownLatch bought = new CountDownLatch(1);

	NightlyPurchase(BookRepository books) {
		this.books = books;
	}

	@Scheduled(initialDelay = 0, fixedDelay = Long.MAX_VALUE)
	void buy() {
		this.books.save(new Book("bought", "new"));
		this.bought.countDown();
	}

	public CountDownLatch bought() {
		return this.bought;
	}

}
