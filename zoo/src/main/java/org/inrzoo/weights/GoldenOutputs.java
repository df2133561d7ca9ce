package org.inrzoo.weights;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a network answers at some inputs, by which a copy of it is checked, or another program that computes it.
 *
 * @param inputs what the inputs are
 * @param points [inputs][d], coordinates in [0,1]^d; none of pictures
 * @param first [inputs], the number of the first of a network's outputs that is kept; not 0 of networks that show many tiles at once alone
 * @param outputs [inputs][kept], as they leave the network, before they are values of the signal
 */
public record GoldenOutputs(Inputs inputs, List<List<Float>> points, List<Integer> first, List<List<Float>> outputs) {

    /** What a network is asked. */
    public enum Inputs {
        /** Points, each for itself. */
        @JsonProperty("points")
        POINTS,
        /** All points of a regular grid at once, which look at their neighbours. */
        @JsonProperty("grid")
        GRID,
        /** Pictures as they enter the network: value i of picture p, both from 1, is 4 frac(i p / φ) - 2, φ the golden ratio. */
        @JsonProperty("pictures")
        PICTURES
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException when there are none, or not as many of each
     */
    public GoldenOutputs {
        points = points.stream().map(List::copyOf).toList();
        first = List.copyOf(first);
        outputs = outputs.stream().map(List::copyOf).toList();
        if (inputs == null || outputs.isEmpty() || first.size() != outputs.size()) {
            throw new IllegalArgumentException("golden outputs are of inputs, as many as there are outputs");
        }
        if (points.size() != (inputs == Inputs.PICTURES ? 0 : outputs.size())) {
            throw new IllegalArgumentException(
                    "golden outputs are of " + outputs.size() + " points, not of " + points.size());
        }
    }

    /**
     * The largest difference of other outputs at the same inputs, as part of the largest of these outputs; infinite where one is no number.
     *
     * @throws IllegalArgumentException when the inputs are others
     */
    public double deviation(GoldenOutputs other) {
        if (inputs != other.inputs || !points.equals(other.points) || !first.equals(other.first)) {
            throw new IllegalArgumentException("golden outputs at other inputs cannot be compared");
        }
        double largest = Float.MIN_NORMAL;
        double difference = 0;
        for (int i = 0; i < outputs.size(); i++) {
            for (int k = 0; k < outputs.get(i).size(); k++) {
                double own = outputs.get(i).get(k);
                double away = Math.abs(own - other.outputs.get(i).get(k));
                largest = Math.max(largest, Math.abs(own));
                difference = Math.max(difference, Double.isFinite(away) ? away : Double.POSITIVE_INFINITY);
            }
        }
        return difference / largest;
    }
}
