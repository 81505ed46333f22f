package hewn.cli.launch;

import hewn.cli.CliException;
import hewn.cli.api.GatewayClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/**
 * Waits until a gateway answers.
 */
public final class ReadyNotice {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private ReadyNotice() {}

    /**
     * Asks a gateway for its status again and again.
     *
     * @param client makes a client; a gateway that is starting for the first time has no token yet
     * @param alive whether it is still worth to wait
     * @param limit after which it is given up
     * @return whether it answers
     * @throws InterruptedException if the thread is interrupted
     */
    public static boolean await(Callable<GatewayClient> client, BooleanSupplier alive, Duration limit)
            throws InterruptedException {
        Instant end = Instant.now().plus(limit);
        while (alive.getAsBoolean() && Instant.now().isBefore(end)) {
            if (answers(client)) {
                return true;
            }
            Thread.sleep(INTERVAL.toMillis());
        }
        return false;
    }

    private static boolean answers(Callable<GatewayClient> client) {
        try {
            client.call().status();
            return true;
        } catch (CliException notYet) {
            return false;
        } catch (Exception broken) { // Callable demands it; a client is made of a file and an address
            throw new IllegalStateException("can't make a client", broken);
        }
    }
}
