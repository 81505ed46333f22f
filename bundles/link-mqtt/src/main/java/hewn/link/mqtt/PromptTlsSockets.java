package hewn.link.mqtt;

import static hewn.link.mqtt.PromptSockets.prompt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Makes encrypted sockets that send at once what is written to them, as {@link PromptSockets} do. */
final class PromptTlsSockets extends SSLSocketFactory {
    private final SSLSocketFactory sockets;
    private volatile Optional<Socket> connecting = Optional.empty();

    /** The same sockets, which send at once. */
    PromptTlsSockets(SSLSocketFactory sockets) {
        this.sockets = sockets;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    /** Whether the last socket has a connection to somebody who has not agreed on TLS, or not yet. */
    boolean isWithoutAgreement() {
        return connecting.filter(Socket::isConnected).isPresent();
    }

    @Override
    public Socket createSocket() throws IOException {
        return watched(prompt(sockets.createSocket()));
    }

    private Socket watched(Socket socket) {
        connecting = Optional.of(socket);
        if (socket instanceof SSLSocket encrypted) {
            encrypted.addHandshakeCompletedListener(agreed -> connecting = Optional.empty());
        }
        return socket;
    }

    @Override
    public Socket createSocket(Socket below, String host, int port, boolean closesBelow) throws IOException {
        return prompt(sockets.createSocket(below, host, port, closesBelow));
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
