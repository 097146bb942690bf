package example.vault;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LetterController {

	private final LetterService letters;

	LetterController(LetterService letters) {
		this.letters = letters;
	}

	@GetMapping("/letters/{id}")
	String read(@PathVariable long id) {
		return this.letters.read(id).orElseThrow().text;
	}

	@PutMapping("/letters/{id}")
	void change(@PathVariable long id, @RequestParam String text) {
		this.letters.change(id, text);
	}

}
