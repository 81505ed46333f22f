package hewn.bench.heterogeneous;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Figures at random, from a seed. */
final class Draw {
    private final RandomGenerator random;

    Draw(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Each value between is equally likely. */
    double uniform(double least, double most) {
        return random.nextDouble(least, most);
    }

    /** Each order of magnitude between is equally likely. */
    double logUniform(double least, double most) {
        return least * Math.pow(most / least, random.nextDouble());
    }
}
