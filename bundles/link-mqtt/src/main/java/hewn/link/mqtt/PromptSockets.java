package hewn.link.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Makes sockets that send at once what is written to them (TCP_NODELAY).
 *
 * <p>A device acknowledges a command and then replies to it: two small packets in a row, of which Nagle's algorithm (RFC
 * 896) holds the second back until the first is acknowledged, and a broker that has nothing to say does that 40 ms later
 * (delayed acknowledgements, RFC 1122 section 4.2.3.2). Messages are written whole, so there is nothing to be gathered.
 */
final class PromptSockets extends SocketFactory {
    private final SocketFactory sockets = SocketFactory.getDefault();

    /** The same socket, which sends at once. */
    static Socket prompt(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    public Socket createSocket() throws IOException {
        return prompt(sockets.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return prompt(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return prompt(sockets.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return prompt(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return prompt(sockets.createSocket(host, port, from, fromPort));
    }
}
