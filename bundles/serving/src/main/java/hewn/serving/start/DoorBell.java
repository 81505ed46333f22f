package hewn.serving.start;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.http.jetty.LoadBalancerCustomizerFactory;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration.Customizer;
import org.eclipse.jetty.server.Request;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Holds the first requests until the HTTP server has been told of its servlets. It opens its port a moment before, and would
 * answer 404 to everyone.
 *
 * <p>The server asks this before it dispatches a request, because it takes it for what adapts requests of a proxy; in that
 * place it has the further effect that headers such as {@code X-Forwarded-Host} are believed of nobody.
 */
@Component(service = LoadBalancerCustomizerFactory.class)
public final class DoorBell implements LoadBalancerCustomizerFactory, BundleListener {
    private static final long PATIENCE_SECONDS = 10;

    private final BundleContext context;
    private final Bundle server = FrameworkUtil.getBundle(LoadBalancerCustomizerFactory.class);
    private final CompletableFuture<Void> open = new CompletableFuture<>();

    /**
     * Watches the server.
     *
     * @param context tells when it has started
     */
    @Activate
    public DoorBell(BundleContext context) {
        this.context = context;
        context.addBundleListener(this);
        openIfStarted();
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getBundle().equals(server)) {
            openIfStarted();
        }
    }

    /** The server's bundle is active once it has found all servlets. */
    private void openIfStarted() {
        if (server.getState() == Bundle.ACTIVE) {
            open.complete(null);
        }
    }

    @Override
    public Customizer createCustomizer() {
        return this::hold;
    }

    private Request hold(Request request, HttpFields.Mutable headers) {
        try {
            open.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException late) {
            open.complete(null); // something is amiss with the start: better any answer than none
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return request;
    }

    /** Holds nothing any more. */
    @Deactivate
    public void close() {
        context.removeBundleListener(this);
        open.complete(null);
    }
}
