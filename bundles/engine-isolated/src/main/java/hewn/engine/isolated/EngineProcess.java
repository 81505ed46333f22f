package hewn.engine.isolated;

import hewn.inference.InferenceEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ServiceLoader;

/**
 * The process of its own: finds a real engine and serves it until its parent is gone.
 */
public final class EngineProcess {
    private static final int NO_ENGINE = 2;

    private EngineProcess() {}

    /**
     * Connects to the parent and serves each connection by a thread.
     *
     * @param arguments the path of the parent's socket, and how many connections to make
     * @throws IOException if the parent can't be reached
     */
    public static void main(String[] arguments) throws IOException {
        System.setOut(System.err);
        startDaemon("parent-watch", EngineProcess::endWithParent);
        ServedModels models = new ServedModels(engine());
        UnixDomainSocketAddress parent = UnixDomainSocketAddress.of(arguments[0]);
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            Link link = new Link(SocketChannel.open(parent), Integer.MAX_VALUE);
            new Thread(() -> serve(link, models), "connection-" + i).start();
        }
    }

    private static InferenceEngine engine() {
        return ServiceLoader.load(InferenceEngine.class).findFirst().orElseGet(() -> {
            System.err.println("no inference engine on the class path");
            Runtime.getRuntime().halt(NO_ENGINE);
            throw new IllegalStateException("halted");
        });
    }

    private static void serve(Link link, ServedModels models) {
        try (link) {
            while (true) {
                link.answer(models.serve(link.next()));
            }
        } catch (IOException ended) {
            Runtime.getRuntime().halt(0);
        }
    }

    /** Standard input ends when the parent does, even if it is killed. */
    private static void endWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException ended) {
            // as good as an end
        }
        Runtime.getRuntime().halt(0);
    }

    private static void startDaemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
