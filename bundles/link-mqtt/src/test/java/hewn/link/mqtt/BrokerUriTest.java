package hewn.link.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerUriTest {
    @ParameterizedTest
    @CsvSource({
        "mqtt://10.0.0.1:1884, tcp://10.0.0.1:1884",
        "mqtt://broker, tcp://broker:1883",
        "mqtts://broker, ssl://broker:8883",
        "tcp://[::1]:1883, tcp://[::1]:1883"
    })
    void putsAddressesIntoPahosWords(URI given, String expected) {
        assertThat(BrokerUri.paho(given)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://broker", "broker:1883", "mqtt:///", "mqtt://broker/path", "broker"})
    void refusesOtherAddresses(URI given) {
        assertThatThrownBy(() -> BrokerUri.paho(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mqtt://host:1883")
                .hasMessageContaining("'" + given + "'");
    }
}
