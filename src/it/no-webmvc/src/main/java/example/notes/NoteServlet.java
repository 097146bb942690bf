package example.notes;

import java.io.IOException;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

class NoteServlet extends HttpServlet {

	private final transient NoteService notes;

	NoteServlet(NoteService notes) {
		this.notes = notes;
	}

	@Override
	protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.getWriter().print(this.notes.write(request.getParameter("text")));
	}

	@Override
	protected void doPut(HttpServletRequest request, HttpServletResponse response) {
		this.notes.change(id(request), request.getParameter("text"));
		response.setStatus(HttpServletResponse.SC_ACCEPTED);
	}

	@Override
	protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.getWriter().print(this.notes.read(id(request)).orElseThrow().text);
	}

	private static long id(HttpServletRequest request) {
		return Long.parseLong(request.getPathInfo().substring(1));
	}

}
