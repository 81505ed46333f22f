package hewn.link.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicFilterTest {
    @ParameterizedTest
    @CsvSource({
        "a/b, a/b, true",
        "a/b, a/c, false",
        "a/b, a, false",
        "a/b, a/b/c, false",
        "a/+/c, a/b/c, true",
        "a/+/c, a/b/d, false",
        "a/+, a/, true",
        "+, a/b, false",
        "a/#, a/b/c, true",
        "a/#, a, true",
        "#, a/b, true",
        "a.b/+, a.b/c.d, true"
    })
    void matchesAsMqttSays(String filter, String topic, boolean matches) {
        assertThat(new TopicFilter(filter).matches(topic)).isEqualTo(matches);
    }

    @Test
    void putsRepliesBesideCommands() {
        assertThat(TopicFilter.repliesBeside("hewn/s/devices/d/commands")).isEqualTo("hewn/s/devices/d/replies");
    }

    @ParameterizedTest
    @CsvSource({"a/+", "#", "''"})
    void refusesToPublishAtAFilter(String filter) {
        assertThatThrownBy(() -> TopicFilter.requireTopic(filter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + filter + "'");
    }
}
