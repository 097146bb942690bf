package example.follower;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.revtrail.ChangeEntry;

import org.springframework.stereotype.Component;

/** Stands for a system outside. */
@Component
public class Outbox {

	final List<ChangeEntry> sent = new CopyOnWriteArrayList<>();

	volatile boolean broken;

	void send(List<ChangeEntry> entries) {
		if (this.broken) {
			throw new IllegalStateException("The system outside does not answer.");
		}
		this.sent.addAll(entries);
	}

}
