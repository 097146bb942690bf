package dev.revtrail.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between an application and its database, and can cut their connections, or hold
 * back what they send.
 */
final class TcpProxy implements AutoCloseable {

	private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final ExecutorService threads = Executors.newCachedThreadPool((work) -> {
		Thread thread = new Thread(work, "proxy");
		thread.setDaemon(true);
		return thread;
	});

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final InetSocketAddress target;

	private boolean paused;

	/**
	 * Opens a proxy on a free port.
	 * @param target the database's address
	 * @throws IOException when there is no free port
	 */
	TcpProxy(InetSocketAddress target) throws IOException {
		this.target = target;
		this.threads.execute(this::accept);
	}

	int port() {
		return this.server.getLocalPort();
	}

	/** Holds back what comes, from now on; connections are accepted. */
	synchronized void pause() {
		this.paused = true;
	}

	/** Sends on what was held back and what comes. */
	synchronized void resume() {
		this.paused = false;
		notifyAll();
	}

	/** Ends all connections, and returns how many sockets they had. */
	int cut() {
		List<Socket> open = List.copyOf(this.sockets);
		open.forEach(TcpProxy::close);
		return open.size();
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket client = this.server.accept();
				this.sockets.add(client);
				this.threads.execute(() -> connect(client));
			}
			catch (IOException ex) {
				// The proxy is closed
				return;
			}
		}
	}

	private void connect(Socket client) {
		try {
			awaitResumption();
			Socket database = new Socket(this.target.getAddress(), this.target.getPort());
			this.sockets.add(database);
			client.setTcpNoDelay(true);
			database.setTcpNoDelay(true);
			this.threads.execute(() -> copy(database, client));
			copy(client, database);
		}
		catch (IOException | InterruptedException ex) {
			close(client);
		}
	}

	private void copy(Socket from, Socket to) {
		byte[] buffer = new byte[8192];
		try (from; to) {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
				awaitResumption();
				out.write(buffer, 0, length);
			}
		}
		catch (IOException | InterruptedException ex) {
			// One of the two has gone, so the other goes too
		}
		this.sockets.remove(from);
		this.sockets.remove(to);
	}

	private synchronized void awaitResumption() throws InterruptedException {
		while (this.paused) {
			wait();
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException("A socket could not be closed.", ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		cut();
		resume();
		this.threads.shutdown();
	}

}
