package dev.clinic;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody with a browser: it keeps cookies, and follows no redirect unasked.
 */
public class Visitor {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private final CookieManager cookies = new CookieManager();

	private final HttpClient http = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	private final String base;

	/**
	 * Opens the browser.
	 * @param base where the clinic is, with its context path
	 */
	public Visitor(String base) {
		this.base = base;
	}

	/** Opens a page. */
	public HttpResponse<String> open(String path) throws IOException, InterruptedException {
		return send(request(path).header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
	}

	/** Asks for data, as a page's script does. */
	public HttpResponse<String> fetch(String path) throws IOException, InterruptedException {
		return send(request(path).header("Accept", "*/*"));
	}

	/** Opens the address that an answer leads to, relative to where it was asked for. */
	public HttpResponse<String> follow(HttpResponse<String> answer) throws IOException, InterruptedException {
		return open(destination(answer));
	}

	/** The address that an answer leads to, within the clinic. */
	public String destination(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
		String address = answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow()).toString();
		assertThat(address).startsWith(this.base);
		return address.substring(this.base.length());
	}

	/** Signs in by the form, and stays where that leads to. */
	public HttpResponse<String> signIn(String email, String password) throws IOException, InterruptedException {
		return post("/sign-in", token(open("/sign-in")), "email=" + URLEncoder.encode(email, StandardCharsets.UTF_8)
				+ "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8));
	}

	/** Sends a form with a token. */
	public HttpResponse<String> post(String path, String token, String form) throws IOException, InterruptedException {
		return send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("_csrf=" + token + "&" + form)));
	}

	/** The token of a page's form. */
	public String token(HttpResponse<String> page) {
		Matcher matcher = TOKEN.matcher(page.body());
		assertThat(matcher.find()).as(page.body()).isTrue();
		return matcher.group(1);
	}

	/** The session's cookie, where there is one. */
	public Optional<HttpCookie> session() {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals("JSESSIONID"))
			.findFirst();
	}

	/** Has a cookie that the clinic did not set. */
	public void plant(String name, String value) {
		HttpCookie cookie = new HttpCookie(name, value);
		cookie.setPath("/");
		cookie.setVersion(0);
		this.cookies.getCookieStore().add(URI.create(this.base), cookie);
	}

	public HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.base + path));
	}

	public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

}
