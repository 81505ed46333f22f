package hewn.itests.chaos.load;

import com.fasterxml.jackson.databind.json.JsonMapper;
import hewn.itests.chaos.history.Ending;
import hewn.itests.chaos.history.Event;
import hewn.itests.chaos.history.JsonLines;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Sends one request after another, and writes down when each began and how it ended. */
final class Client implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** How much longer than the deadline it waits, so that late answers are seen as such. */
    private static final Duration MORE = Duration.ofSeconds(20);

    private final String name;
    private final URI gateway;
    private final String path;
    private final Duration deadline;
    private final JsonLines<Event> history;
    private final RunClock clock;
    private final Pulse pulse;
    private Optional<HttpLine> line = Optional.empty();

    Client(String name, URI predict, Duration deadline, JsonLines<Event> history, RunClock clock, Pulse pulse) {
        this.name = name;
        this.gateway = predict;
        this.path = predict.getPath();
        this.deadline = deadline;
        this.history = history;
        this.clock = clock;
        this.pulse = pulse;
    }

    /** Asks once; the number of the request is also what it asks. */
    void ask(long id) throws IOException {
        long start = clock.millis();
        history.write(new Event.Sent(id, id, name, start, deadline.toMillis()));
        Event.Outcome outcome = outcome(id);
        history.write(outcome);
        pulse.beat(start, outcome.endMillis(), outcome.isGood());
        if (line.isPresent() && line.get().hasMore()) {
            history.write(none(id, Ending.ANSWERED, "a second answer came"));
            close();
        }
    }

    private Event.Outcome outcome(long id) throws IOException {
        try {
            if (line.isEmpty()) {
                line = Optional.of(
                        HttpLine.open(gateway, (int) deadline.plus(MORE).toMillis()));
            }
            Map<String, String> headers = Map.of("X-Request-Timeout", deadline.toMillis() + "ms");
            return answered(id, line.get().post(path, headers, "{\"instances\":[" + id + "]}"));
        } catch (ConnectException nobody) {
            return failed(id, Ending.NOT_CONNECTED, nobody);
        } catch (SocketTimeoutException nothing) {
            return failed(id, Ending.SILENT, nothing);
        } catch (IOException broken) {
            return failed(id, Ending.BROKEN, broken);
        }
    }

    private Event.Outcome answered(long id, HttpLine.Response response) throws IOException {
        boolean good = response.status() == 200;
        return new Event.Outcome(
                id,
                clock.millis(),
                Ending.ANSWERED,
                Optional.of(response.status()),
                response.headers().containsKey("retry-after"),
                good
                        ? Optional.of(MAPPER.readTree(response.body())
                                .path("predictions")
                                .path(0)
                                .asDouble())
                        : Optional.empty(),
                good ? Optional.empty() : Optional.of(response.body()));
    }

    private Event.Outcome failed(long id, Ending ending, IOException why) throws IOException {
        close();
        return none(id, ending, why.toString());
    }

    private Event.Outcome none(long id, Ending ending, String why) {
        return new Event.Outcome(
                id, clock.millis(), ending, Optional.empty(), false, Optional.empty(), Optional.of(why));
    }

    @Override
    public void close() throws IOException {
        if (line.isPresent()) {
            line.get().close();
        }
        line = Optional.empty();
    }
}
