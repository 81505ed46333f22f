package hewn.itests.chaos.site;

import hewn.broker.BrokerOptions;
import hewn.broker.EmbeddedBroker;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** The gateway's own broker in a process by itself, where no other is installed. */
final class BrokerProgram {
    private BrokerProgram() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        ProcessHandle.of(Long.parseLong(arguments[1])).ifPresent(BrokerProgram::endWith);
        try (EmbeddedBroker broker = new EmbeddedBroker(BrokerOptions.onLoopback(Integer.parseInt(arguments[0])))) {
            System.out.println("listening on port " + broker.port());
            new CountDownLatch(1).await();
        }
    }

    private static void endWith(ProcessHandle parent) {
        parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
    }
}
