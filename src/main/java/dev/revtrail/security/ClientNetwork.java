package dev.revtrail.security;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The network that an address belongs to: who has one address of it may have all of them.
 */
final class ClientNetwork {

	private static final String UNKNOWN = "unknown";

	/** Only what cannot be a name, which would be looked up. */
	private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

	private static final int IPV4_BITS = 24;

	private static final int IPV6_BITS = 64;

	private ClientNetwork() {
	}

	/**
	 * Returns the network of an address.
	 * @param address an IPv4 or IPv6 address; null if it is not known
	 * @return the network, such as {@code 203.0.113.0/24}, or {@code unknown}
	 */
	static String of(@Nullable String address) {
		String literal = (address != null) ? address.replaceFirst("%.*", "") : "";
		if (!LITERAL.matcher(literal).matches()) {
			return UNKNOWN;
		}
		try {
			InetAddress parsed = InetAddress.getByName(literal);
			int bits = (parsed instanceof Inet4Address) ? IPV4_BITS : IPV6_BITS;
			byte[] bytes = parsed.getAddress();
			Arrays.fill(bytes, bits / Byte.SIZE, bytes.length, (byte) 0);
			return InetAddress.getByAddress(bytes).getHostAddress() + "/" + bits;
		}
		catch (UnknownHostException ex) {
			return UNKNOWN;
		}
	}

}
