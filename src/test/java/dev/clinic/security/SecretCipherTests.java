package dev.clinic.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Tag("unit")
class SecretCipherTests {

	@TempDir
	Path directory;

	private final SecretCipher cipher = new SecretCipher(
			SecretsKey.of(new SecretsProperties(key((byte) 1), Path.of("unused"))));

	@Test
	void readsBackWhatItWrote() {
		assertThat(this.cipher.decrypt(this.cipher.encrypt("sécret", "hash"), "hash")).isEqualTo("sécret");
	}

	@Test
	void neverWritesTheSameTwiceNorInClear() {
		String encrypted = this.cipher.encrypt("demo-owner-secret", "hash");
		assertThat(encrypted).isNotEqualTo(this.cipher.encrypt("demo-owner-secret", "hash"));
		assertThat(new String(Base64.getDecoder().decode(encrypted), java.nio.charset.StandardCharsets.ISO_8859_1))
			.doesNotContain("demo");
	}

	@Test
	void refusesWhatBelongsToAnotherKeyOrWasTamperedWith() {
		String encrypted = this.cipher.encrypt("secret", "hash");
		assertThatIllegalStateException().isThrownBy(() -> this.cipher.decrypt(encrypted, "other"));
		byte[] bytes = Base64.getDecoder().decode(encrypted);
		bytes[bytes.length - 1] ^= 1;
		assertThatIllegalStateException()
			.isThrownBy(() -> this.cipher.decrypt(Base64.getEncoder().encodeToString(bytes), "hash"));
		SecretCipher another = new SecretCipher(SecretsKey.of(new SecretsProperties(key((byte) 2), Path.of("unused"))));
		assertThatIllegalStateException().isThrownBy(() -> another.decrypt(encrypted, "hash"))
			.withMessageContaining("clinic.secrets.key");
	}

	@Test
	void makesAKeyFileOnceThatOnlyItsOwnerReads() throws IOException {
		Path file = this.directory.resolve("sub/clinic.key");
		SecretCipher first = new SecretCipher(SecretsKey.of(new SecretsProperties(null, file)));
		SecretCipher second = new SecretCipher(SecretsKey.of(new SecretsProperties(" ", file)));
		assertThat(second.decrypt(first.encrypt("secret", "hash"), "hash")).isEqualTo("secret");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.directory.resolve("sub"))))
			.isEqualTo("rwx------");
	}

	@Test
	void saysWhatAKeyIs() {
		assertThatIllegalStateException()
			.isThrownBy(() -> SecretsKey.of(new SecretsProperties("c2hvcnQ=", Path.of("unused"))))
			.withMessage("clinic.secrets.key takes 32 bytes in Base64, not 5.");
		assertThatIllegalStateException().isThrownBy(() -> SecretsKey.of(new SecretsProperties("%", Path.of("unused"))))
			.withMessage("clinic.secrets.key takes 32 bytes in Base64.");
	}

	private static String key(byte fill) {
		byte[] key = new byte[32];
		java.util.Arrays.fill(key, fill);
		return Base64.getEncoder().encodeToString(key);
	}

}
