package example.vault;

import java.util.Optional;

import dev.revtrail.Accessed;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

@Service
public class LetterService {

	private final Letters letters;

	LetterService(Letters letters) {
		this.letters = letters;
	}

	@Accessed
	@Transactional(readOnly = true)
	public Optional<Letter> read(long id) {
		return this.letters.findById(id);
	}

	@Transactional
	public long write(String text, String seal) {
		Letter letter = new Letter();
		letter.text = text;
		letter.seal = seal;
		return this.letters.save(letter).id;
	}

	@Transactional
	public void change(long id, String text) {
		Letter letter = this.letters.findById(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		letter.text = text;
		this.letters.flush();
		if (text.equals("torn")) {
			throw new UnsupportedOperationException("Torn.");
		}
		if (text.equals("unwanted")) {
			throw new ResponseStatusException(HttpStatus.CONFLICT);
		}
	}

}
