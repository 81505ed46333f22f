package hewn.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.cli.CliException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class UnreachedTest {
    private static final Gateway GATEWAY = new Gateway(URI.create("http://site:1883"), Optional.empty());

    private static String told(IOException failed) {
        CliException told = new Unreached(GATEWAY, failed).toCliException();
        assertThat(told).hasCause(failed);
        return told.getMessage() + " | " + told.remedy();
    }

    private static IOException caused(IOException failed, Throwable cause) {
        failed.initCause(cause);
        return failed;
    }

    @Test
    void tellsNoGatewayFromNoHost() {
        assertThat(told(caused(new ConnectException(), new ClosedChannelException())))
                .startsWith("no gateway answers at http://site:1883 | Start one with 'hewn start'");
        assertThat(told(caused(
                        new ConnectException(), caused(new ConnectException(), new UnresolvedAddressException()))))
                .isEqualTo("there is no host 'site' | Check --gateway or HEWN_GATEWAY.");
        assertThat(told(new HttpConnectTimeoutException("HTTP connect timed out")))
                .startsWith("nothing answers at http://site:1883 | Check host and port");
    }

    @Test
    void asksForTheRightPortWhereSomethingElseListens() {
        assertThat(told(new HttpTimeoutException("request timed out")))
                .startsWith("something listens at http://site:1883, but it did not answer in time | See that it is the"
                        + " port of the gateway's HTTP interface");
        assertThat(told(new IOException("HTTP/1.1 header parser received no bytes", new EOFException())))
                .startsWith("http://site:1883 closed the connection without an answer | See that it is the port");
    }

    @Test
    void passesOnWhatSaysEnough() {
        assertThat(told(new SSLException("plaintext connection?")))
                .startsWith("no TLS with http://site:1883: plaintext connection? | ");
        assertThat(told(new IOException("Connection reset")))
                .startsWith("the connection to http://site:1883 failed: Connection reset | Try again");
    }
}
