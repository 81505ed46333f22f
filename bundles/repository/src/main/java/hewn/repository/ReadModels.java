package hewn.repository;

import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.inference.StoredModel;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;

/** Models that were read, for as long as someone uses them or memory suffices. Each is read by one thread at a time. */
final class ReadModels {
    /** Reads a model that is not in memory. */
    interface Reading {
        StoredModel read(ModelId id) throws ModelException;
    }

    private final Map<ModelId, SoftReference<StoredModel>> models = new ConcurrentHashMap<>();
    private final Stripes stripes = new Stripes();
    private final Reading reading;

    ReadModels(Reading reading) {
        this.reading = reading;
    }

    StoredModel get(ModelId id) throws ModelException {
        Optional<StoredModel> known = known(id);
        return known.isPresent() ? known.get() : read(id);
    }

    private Optional<StoredModel> known(ModelId id) {
        return Optional.ofNullable(models.get(id)).map(SoftReference::get);
    }

    private StoredModel read(ModelId id) throws ModelException {
        Lock lock = stripes.of(id);
        lock.lock();
        try {
            Optional<StoredModel> known = known(id);
            if (known.isPresent()) {
                return known.get();
            }
            StoredModel model = reading.read(id);
            models.put(id, new SoftReference<>(model));
            return model;
        } finally {
            lock.unlock();
        }
    }

    /** Has a model read again when it is asked for next. */
    void forget(ModelId id) {
        Lock lock = stripes.of(id);
        lock.lock();
        try {
            models.remove(id);
        } finally {
            lock.unlock();
        }
    }
}
