package hewn.savedmodel.internal.shape;

import java.util.OptionalLong;
import java.util.function.LongBinaryOperator;

/**
 * A whole number that may be unknown: a dimension, or an element of a small constant.
 *
 * @param value empty if it is unknown
 */
record Extent(OptionalLong value) {
    /** Not known. */
    static final Extent UNKNOWN = new Extent(OptionalLong.empty());

    static Extent of(long value) {
        return new Extent(OptionalLong.of(value));
    }

    boolean isKnown() {
        return value.isPresent();
    }

    boolean is(long other) {
        return value.isPresent() && value.getAsLong() == other;
    }

    /** Its value, or what is taken in its place. */
    long or(long other) {
        return value.orElse(other);
    }

    Extent plus(Extent other) {
        return combine(other, Math::addExact);
    }

    Extent plus(long other) {
        return plus(of(other));
    }

    Extent minus(Extent other) {
        return combine(other, Math::subtractExact);
    }

    Extent times(Extent other) {
        return combine(other, Math::multiplyExact);
    }

    /** Divided and rounded up. */
    Extent over(long divisor) {
        return divisor <= 0 ? UNKNOWN : combine(of(divisor), (a, b) -> Math.floorDiv(a + b - 1, b));
    }

    /** Divided and rounded towards negative infinity. */
    Extent floorOver(Extent divisor) {
        return divisor.is(0) ? UNKNOWN : combine(divisor, Math::floorDiv);
    }

    /** Combines two numbers; the result is unknown if one of them is, or if it needs more than 64 bits. */
    Extent combine(Extent other, LongBinaryOperator operator) {
        if (!isKnown() || !other.isKnown()) {
            return UNKNOWN;
        }
        try {
            return of(operator.applyAsLong(value.getAsLong(), other.value.getAsLong()));
        } catch (ArithmeticException overflow) {
            return UNKNOWN;
        }
    }

    /** The same, if it may be a dimension. */
    Extent asDimension() {
        return or(0) < 0 ? UNKNOWN : this;
    }
}
