package org.inrzoo.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.inrzoo.fit.FitException;
import org.inrzoo.option.OptionException;
import org.inrzoo.study.FitCluster;
import org.inrzoo.study.FitClusterProvider;

/** Connects to Spark's clusters by their master: {@code local-cluster[2,1,2048]}, {@code spark://host:7077}. */
public final class SparkClusters implements FitClusterProvider {

    private static final Pattern LOCAL = Pattern.compile("local(-cluster)?\\[[0-9*, ]+]|local");
    private static final Pattern STANDALONE = Pattern.compile("spark://([^:/,]+):([0-9]{1,5})");
    private static final int CONNECTING = 5_000;

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public FitCluster connect(String master, int threads) {
        requireReachable(master);
        SparkConf settings = SparkSettings.of(master, threads);
        try {
            return new SparkCluster(new JavaSparkContext(settings), master, threads);
        } catch (FitException e) {
            throw e;
        } catch (Exception e) { // Scala's methods throw what they do not declare
            throw new FitException("Spark does not start with the master '" + master + "': " + firstLine(e));
        }
    }

    /** Asks for the master's port first, since Spark itself asks for a minute. */
    private static void requireReachable(String master) {
        if (LOCAL.matcher(master).matches()) {
            return;
        }
        Matcher standalone = STANDALONE.matcher(master);
        if (!standalone.matches()) {
            throw new OptionException("'" + master
                    + "' is no master of a Spark cluster: take local-cluster[WORKERS,CORES,MIB] for processes of this machine, or"
                    + " spark://HOST:PORT");
        }
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(standalone.group(1), Integer.parseInt(standalone.group(2))), CONNECTING);
        } catch (IOException | IllegalArgumentException e) {
            throw new FitException(
                    "no Spark master answers at " + master + ": start one there, or correct the address");
        }
    }

    static String firstLine(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).strip();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).strip();
    }
}
