using Xinheng.Testing;

[assembly: AssemblyFixture(typeof(TestRun))]
