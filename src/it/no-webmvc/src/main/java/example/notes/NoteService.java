package example.notes;

import java.util.Optional;

import dev.revtrail.Accessed;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class NoteService {

	private final Notes notes;

	NoteService(Notes notes) {
		this.notes = notes;
	}

	@Transactional
	public long write(String text) {
		Note note = new Note();
		note.text = text;
		return this.notes.save(note).id;
	}

	@Transactional
	public void change(long id, String text) {
		this.notes.findById(id).orElseThrow().text = text;
		this.notes.flush();
		if (text.isEmpty()) {
			throw new IllegalArgumentException("A note has a text.");
		}
	}

	@Accessed
	@Transactional(readOnly = true)
	public Optional<Note> read(long id) {
		return this.notes.findById(id);
	}

}
