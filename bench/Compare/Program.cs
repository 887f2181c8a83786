using Bench.Compare;

// Two programs in one: the driver, and the worker it starts for each side that is written in C#.
return args is ["worker", var engine, var threads] ? Worker.Serve(engine, int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture)) : Driver.Run(args);
