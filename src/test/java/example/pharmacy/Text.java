package example.pharmacy;

/**
 * What has a text; queries may be of all that has one.
 */
public interface Text {

}
