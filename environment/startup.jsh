org.inrzoo.launcher.Vectors.load();
