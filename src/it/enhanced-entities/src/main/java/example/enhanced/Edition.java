package example.enhanced;

import jakarta.persistence.Embeddable;

@Embeddable
public class Edition {

	private Integer number;

	private String place;

	protected Edition() {
	}

	public Edition(Integer number, String place) {
		this.number = number;
		this.place = place;
	}

	public Integer getNumber() {
		return this.number;
	}

	public void setNumber(Integer number) {
		this.number = number;
	}

	public String getPlace() {
		return this.place;
	}

	public void setPlace(String place) {
		this.place = place;
	}

}
