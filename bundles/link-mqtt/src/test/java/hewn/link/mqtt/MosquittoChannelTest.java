package hewn.link.mqtt;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Skipped where mosquitto is not installed. */
class MosquittoChannelTest extends MqttChannelContract {
    @TempDir
    private Path folder;

    @Override
    TestBroker broker() throws IOException {
        assumeTrue(
                MosquittoBroker.program().isPresent(),
                "mosquitto is not installed: 'apt-get install mosquitto' to run the channel's tests with it, too");
        return new MosquittoBroker(MosquittoBroker.program().get(), folder);
    }
}
