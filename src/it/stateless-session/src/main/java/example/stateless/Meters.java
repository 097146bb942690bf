package example.stateless;

import jakarta.data.repository.Delete;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Save;
import jakarta.data.repository.Update;

@Repository
public interface Meters {

	@Insert
	void add(Meter meter);

	@Update
	void change(Meter meter);

	@Save
	void save(Meter meter);

	@Delete
	void remove(Meter meter);

	@Find
	Meter byId(String id);

}
