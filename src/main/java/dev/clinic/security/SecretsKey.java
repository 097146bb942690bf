package dev.clinic.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.StringUtils;

/**
 * Finds the key that signing secrets are encrypted with: the configured one, else the one
 * in the file, which is made where there is none.
 */
final class SecretsKey {

	private static final Log logger = LogFactory.getLog(SecretsKey.class);

	private static final int LENGTH = 32;

	private SecretsKey() {
	}

	static SecretKey of(SecretsProperties properties) {
		if (StringUtils.hasText(properties.key())) {
			return decode(properties.key(), "clinic.secrets.key");
		}
		try {
			return decode(readOrMake(properties.file().toAbsolutePath()), "The file " + properties.file());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The key of the signing secrets could not be stored in " + properties.file()
					+ ". Set clinic.secrets.key to 32 bytes in Base64, or clinic.secrets.file to a file that can be "
					+ "written.", ex);
		}
	}

	private static String readOrMake(Path file) throws IOException {
		if (!Files.exists(file)) {
			byte[] key = new byte[LENGTH];
			new SecureRandom().nextBytes(key);
			PrivateFiles.createDirectories(file);
			try {
				PrivateFiles.createFile(file);
				Files.writeString(file, Base64.getEncoder().encodeToString(key), StandardOpenOption.WRITE);
				logger.info("Created a key for signing secrets in " + file + ". Keep it with the database.");
			}
			catch (FileAlreadyExistsException ex) {
				logger.debug("Another process created the key at the same time; its key is used.", ex);
			}
		}
		return Files.readString(file).strip();
	}

	private static SecretKey decode(String text, String where) {
		byte[] key;
		try {
			key = Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalStateException(where + " takes 32 bytes in Base64.", ex);
		}
		if (key.length != LENGTH) {
			throw new IllegalStateException(where + " takes 32 bytes in Base64, not " + key.length + ".");
		}
		return new SecretKeySpec(key, "AES");
	}

}
