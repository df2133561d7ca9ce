package org.inrzoo.layer;

import org.inrzoo.point.Range;
import org.nd4j.autodiff.samediff.SDVariable;

/** The first layer of a network: turns coordinates p in [0,1]^d into features; draws what it needs once. */
public interface Encoding extends Layer {

    /** The points, mapped from [0,1] to {@code range}: the paper's own coordinates v. */
    static SDVariable inRange(SDVariable points, Range range) {
        return range == Range.UNIT ? points : points.mul(range.length()).add(range.low());
    }

    /** The same with derivatives. */
    static Jet inRange(Jet points, Range range) {
        return range == Range.UNIT ? points : points.times(range.length()).plus(range.low());
    }
}
