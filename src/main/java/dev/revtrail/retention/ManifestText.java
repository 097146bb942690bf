package dev.revtrail.retention;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;

/**
 * The text of manifests: JSON whose last property is the SHA-256 of the object without
 * it.
 */
final class ManifestText {

	private static final Pattern CHECKED = Pattern.compile("(\\{.*),\"sha256\":\"([0-9a-f]{64})\"}", Pattern.DOTALL);

	private ManifestText() {
	}

	static String of(ArchiveManifest manifest) {
		String json = ArchiveJson.write(manifest);
		return json.substring(0, json.length() - 1) + ",\"sha256\":\"" + sha256(json) + "\"}";
	}

	/** Returns nothing where the text is not what was written. */
	static Optional<ArchiveManifest> read(String text) {
		Matcher checked = CHECKED.matcher(text);
		boolean hasChecksum = checked.matches();
		String json = hasChecksum ? checked.group(1) + "}" : text;
		if (hasChecksum && !sha256(json).equals(checked.group(2))) {
			return Optional.empty();
		}
		try {
			return Optional.ofNullable(ArchiveJson.read(json, ArchiveManifest.class))
				.filter((manifest) -> hasChecksum == (manifest.format() > 1));
		}
		catch (JacksonException ex) {
			return Optional.empty();
		}
	}

	private static String sha256(String text) {
		return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
	}

}
