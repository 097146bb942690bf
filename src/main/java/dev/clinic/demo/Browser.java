package dev.clinic.demo;

/**
 * The browser that somebody works with.
 *
 * @param address its IP address
 * @param userAgent the name that it sends
 */
record Browser(String address, String userAgent) {

}
