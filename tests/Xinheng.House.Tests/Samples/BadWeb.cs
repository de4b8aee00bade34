using Npgsql;

namespace BadHouse.Web.Portal
{
    /// <summary>Bad on purpose: a page that asks the database by itself.</summary>
    public static class SelfServedPage
    {
        public static NpgsqlCommand Ask(NpgsqlConnection connection) =>
            new("select fields from records.record", connection);
    }
}

namespace BadHouse.Web.Portal
{
    /// <summary>Bad on purpose: a page that talks to the console.</summary>
    public static class ChattyPage
    {
        public static void Show(string name) => Console.WriteLine(name);
    }
}
